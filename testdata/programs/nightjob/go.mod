module example.com/nightjob

go 1.26
