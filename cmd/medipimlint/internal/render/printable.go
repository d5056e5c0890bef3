package render

import (
	"strings"
	"unicode"
)

// Printable replaces what a terminal would act upon, and what a CI service would: Azure Pipelines, TeamCity and
// older GitHub runners obey "##vso[…]", "##teamcity[…]" and "##[…]" wherever a program prints it.
func Printable(s string) string {
	s = strings.Map(func(c rune) rune {
		if c != '\t' && !unicode.IsPrint(c) {
			return '?'
		}
		return c
	}, s)
	return strings.ReplaceAll(s, "##", "#?")
}

// fileName returns a file's name for people: no command even if it looks like one.
func fileName(name string) string {
	if isCommand(name) {
		name = "./" + name
	}
	return Printable(name)
}

// isCommand reports whether a GitHub runner takes a line that begins with s for a workflow command
// (actions/runner, src/Runner.Common/ActionCommand.cs: leading space does not count).
func isCommand(s string) bool { return strings.HasPrefix(strings.TrimSpace(s), "::") }
