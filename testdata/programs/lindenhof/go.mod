module example.com/lindenhof

go 1.26
