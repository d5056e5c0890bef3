module example.com/heide

go 1.26
