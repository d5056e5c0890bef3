module example.com/molenaar

go 1.26.0

require (
	github.com/rs/zerolog v1.33.0
	github.com/tidwall/gjson v1.18.0
	golang.org/x/sync v0.24.0
)

require (
	github.com/mattn/go-colorable v0.1.13 // indirect
	github.com/mattn/go-isatty v0.0.19 // indirect
	github.com/tidwall/match v1.1.1 // indirect
	github.com/tidwall/pretty v1.2.0 // indirect
	golang.org/x/sys v0.12.0 // indirect
)
