module example.com/kempen

go 1.26
