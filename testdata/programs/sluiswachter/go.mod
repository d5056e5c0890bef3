module example.com/sluiswachter

go 1.26.0

require (
	golang.org/x/net v0.62.0
	golang.org/x/sync v0.24.0
	golang.org/x/time v0.16.0
)
