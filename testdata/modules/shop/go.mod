module example.com/shop

go 1.26

require (
	example.com/httpx v0.0.0
	example.com/tracing v0.0.0
)

replace (
	example.com/httpx => ../httpx
	example.com/tracing => ../tracing
)
