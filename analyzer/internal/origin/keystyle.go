package origin

import "strings"

// A key path is written in one of these styles.
const (
	plain    = iota // one key a string
	dotted          // gjson's and gabs': error.status, error|status
	jsonPath        // $.error.status, $['error']['status']
	pointer         // /error/status
)

// normal brings a key path to the form of Origin.Path.
func normal(path string, style int) string {
	switch style {
	case dotted:
		return normalDotted(path)
	case jsonPath:
		path = strings.NewReplacer("['", ".", `["`, ".", "']", "", `"]`, "").Replace(path)
		return strings.Trim(strings.TrimPrefix(path, "$"), ".")
	case pointer:
		return strings.ReplaceAll(strings.Trim(path, "/"), "/", ".")
	}
	return path
}

// normalDotted reads a gjson path: keys between dots or bars, modifiers that change nothing,
// backslashes before single characters, and wildcards, of which the first match counts.
func normalDotted(path string) string {
	var keys []string
	var key strings.Builder
	escaped := false
	flush := func() {
		if k := key.String(); !strings.HasPrefix(k, "@") {
			keys = append(keys, match(k, keys))
		}
		key.Reset()
	}
	for _, r := range path {
		switch {
		case escaped:
			key.WriteRune(r)
			escaped = false
		case r == '\\':
			escaped = true
		case r == '.' || r == '|':
			flush()
		default:
			key.WriteRune(r)
		}
	}
	flush()
	return strings.Join(keys, ".")
}

// match replaces a wildcard by the key of the envelope that it finds below keys, if any.
func match(key string, keys []string) string {
	if !strings.ContainsAny(key, "*?") {
		return key
	}
	known := []string{"error"}
	if len(keys) == 1 && keys[0] == "error" {
		known = []string{"status", "code", "message"}
	} else if len(keys) > 0 {
		return key
	}
	for _, k := range known {
		if matches(key, k) {
			return k
		}
	}
	return key
}

// matches reports whether the pattern, with * for any characters and ? for one, matches s.
func matches(pattern, s string) bool {
	if pattern == "" {
		return s == ""
	}
	if pattern[0] == '*' {
		for i := 0; i <= len(s); i++ {
			if matches(pattern[1:], s[i:]) {
				return true
			}
		}
		return false
	}
	return s != "" && (pattern[0] == '?' || pattern[0] == s[0]) && matches(pattern[1:], s[1:])
}

func joinKeys(base, keys string) string {
	switch {
	case base == "":
		return keys
	case keys == "":
		return base
	}
	return base + "." + keys
}
