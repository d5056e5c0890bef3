module example.com/pharmacy/shelf

go 1.26
