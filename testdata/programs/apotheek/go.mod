module example.com/apotheek

go 1.26
