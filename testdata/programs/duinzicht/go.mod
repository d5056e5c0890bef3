module example.com/duinzicht

go 1.26
