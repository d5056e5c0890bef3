module example.com/pharmacycounter

go 1.26
