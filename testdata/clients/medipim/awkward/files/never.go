//go:build ignore

package files

func never() { undefined() }
