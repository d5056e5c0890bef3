module example.com/libraries/restybeta

go 1.26

require resty.dev/v3 v3.0.0-beta.6

require golang.org/x/net v0.43.0 // indirect
