package texts

import (
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"
)

var (
	errNoStock  = errors.New("Out of stock")
	has         = strings.Contains
	isLate      = regexp.MustCompile(`(?i)too late`).MatchString
	lookMatches = []func(text, part string) bool{strings.HasPrefix, strings.HasSuffix}
)

// The text of an error of the program's own is a text of the program.
func sentinel(resp *http.Response) bool {
	e, err := decode(resp)
	return err == nil && e.Message == errNoStock.Error() // want medipimmessage/text
}

func sentinels(resp *http.Response) bool {
	e, err := decode(resp)
	if err != nil {
		return false
	}
	switch e.Message { // want medipimmessage/text
	case errNoStock.Error(), io.ErrUnexpectedEOF.Error():
		return true
	}
	return io.EOF.Error() == e.Message // want medipimmessage/text
}

// Functions of a library, in variables.
func held(resp *http.Response) bool {
	e, err := decode(resp)
	if err != nil || has(e.Message, "on sale") { // want medipimmessage/text
		return false
	}
	begins := strings.HasPrefix
	return begins(e.Message, "Sold") || isLate(e.Message) // want medipimmessage/text medipimmessage/text
}

func matching(resp *http.Response) bool {
	e, err := decode(resp)
	if err != nil {
		return false
	}
	for _, matches := range lookMatches {
		if matches(e.Message, "archived") { // want medipimmessage/text
			return true
		}
	}
	return strings.Contains("Sold out. Archived.", e.Message) // want medipimmessage/text
}

// A method that is given the text.
func (e *apiError) says(text string) bool {
	return e.Message == text // want medipimmessage/text
}

func asked(resp *http.Response) bool {
	e, err := decode(resp)
	return err == nil && e.says("Sold out")
}
