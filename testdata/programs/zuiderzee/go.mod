module example.com/zuiderzee

go 1.26

require (
	github.com/cenkalti/backoff/v5 v5.0.3
	github.com/go-resty/resty/v2 v2.17.2
	golang.org/x/sync v0.17.0
	golang.org/x/time v0.12.0
)

require golang.org/x/net v0.43.0 // indirect
