module example.com/wholesaler

go 1.26
