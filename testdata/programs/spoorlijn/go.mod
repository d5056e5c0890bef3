module example.com/spoorlijn

go 1.26
