module example.com/waddenzee

go 1.26

require (
	github.com/pkg/errors v0.9.1
	github.com/tidwall/gjson v1.20.1
	go.uber.org/zap v1.28.0
)

require (
	github.com/tidwall/match v1.1.1 // indirect
	github.com/tidwall/pretty v1.2.0 // indirect
	go.uber.org/multierr v1.10.0 // indirect
)
