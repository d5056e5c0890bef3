module example.com/polder

go 1.26
