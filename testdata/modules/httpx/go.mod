module example.com/httpx

go 1.26
