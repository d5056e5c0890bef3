module example.com/magazijn

go 1.26
