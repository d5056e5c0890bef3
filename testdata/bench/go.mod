module github.com/medipimlint/medipimlint/testdata/bench

go 1.26.0

require (
	codeberg.org/polyfloyd/go-errorlint v1.9.0
	github.com/medipimlint/medipimlint/testdata/drivers v0.0.0
	github.com/timakin/bodyclose v0.0.0-20260723120731-857993a2939c
	golang.org/x/tools v0.52.0
)

require (
	github.com/gostaticanalysis/analysisutil v0.7.1 // indirect
	github.com/gostaticanalysis/comment v1.5.0 // indirect
	golang.org/x/sync v0.24.0 // indirect
	golang.org/x/tools/go/packages/packagestest v0.1.1-deprecated // indirect
)

replace (
	github.com/medipimlint/medipimlint => ../..
	github.com/medipimlint/medipimlint/testdata/drivers => ../drivers
)
