package scope

// word is what a package that is Medipim's has somewhere in its bytes.
const word = "medipim"

// skip says, for the byte under the last letter of word, how far word can be moved on before the
// byte may stand under one of its letters again (Horspool's search).
var skip = func() (table [256]uint8) {
	for i := range table {
		table[i] = uint8(len(word))
	}
	for i := range len(word) - 1 {
		lower := word[i]
		table[lower] = uint8(len(word) - 1 - i)
		table[lower-'a'+'A'] = table[lower]
	}
	return table
}()

// Mentions reports whether text contains "medipim" in any case. It is the test that a package out of
// scope costs: most bytes are never looked at, and nothing is allocated.
func Mentions[T ~string | ~[]byte](text T) bool {
	const last = len(word) - 1
	for end := last; end < len(text); end += int(skip[text[end]]) {
		if text[end]|0x20 == word[last] && matches(text[end-last:end]) {
			return true
		}
	}
	return false
}

// matches reports whether text, in any case, is what word begins with. None of its letters has a
// case variant outside ASCII.
func matches[T ~string | ~[]byte](text T) bool {
	for i := range len(text) {
		if text[i]|0x20 != word[i] {
			return false
		}
	}
	return true
}
