module example.com/griffioen

go 1.26
