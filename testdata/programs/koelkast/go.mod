module example.com/koelkast

go 1.26
