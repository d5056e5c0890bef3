package chatbot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

type reply struct {
	Text     string
	Escalate bool
}

// Answer is what the channel's webhook calls.
func (b *Bot) Answer(ctx context.Context, question string) reply {
	// the words of the user, not of the API
	if strings.Contains(strings.ToLower(question), "not found") {
		return reply{Text: "Which product could you not find? Give me its CNK."}
	}
	if intent(question) == "rate_limited" {
		return reply{Text: "We send at most a hundred questions a minute."}
	}
	products, err := b.query(ctx, map[string]string{"cnk": digits(question)})
	if err != nil {
		return b.explain(err)
	}
	if len(products) == 0 {
		return reply{Text: "I know no such product."}
	}
	if products[0].Status == "replaced" {
		return reply{Text: products[0].Name + " was replaced."}
	}
	return reply{Text: products[0].Name}
}

func intent(q string) string {
	switch {
	case strings.Contains(q, "slow"):
		return "rate_limited"
	case strings.HasPrefix(q, "login"):
		return "unauthorized"
	}
	return ""
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

func (b *Bot) explain(err error) reply {
	e := asAPI(err)
	if e == nil {
		if errors.Is(err, context.DeadlineExceeded) {
			return reply{Text: "That took too long."}
		}
		return reply{Text: "Something broke.", Escalate: true}
	}
	// the same text twice in a row bores people
	if e.Message == b.lastText {
		return reply{Text: "Still the same problem, sorry."}
	}
	b.lastText = e.Message

	if strings.Contains(strings.ToLower(e.Message), "maintenance") { // want medipimmessage/text
		return reply{Text: "The catalogue is being maintained."}
	}

	switch e.Code {
	case "not_found":
		return reply{Text: "No such product."}
	case "endpoint_not_found", "http_method_not_allowed":
		return reply{Text: "I am out of date.", Escalate: true}
	case "authentication.api_key_disabled": // want medipimcode/unknown
		return reply{Text: "Our key was switched off.", Escalate: true}
	case "server_error":
		return reply{Text: "The catalogue has a hiccup."}
	}
	return b.byStatus(e)
}

func (b *Bot) byStatus(e *apiError) reply {
	switch e.HTTPStatus {
	case http.StatusNotFound:
		if e.Code == "endpoint_not_found" {
			return reply{Text: "I am out of date.", Escalate: true}
		}
		if e.Code == "bad_request" { // want medipimpair/impossible
			return reply{Text: "I asked for it in the wrong way."}
		}
	case http.StatusUnauthorized, http.StatusForbidden:
		if e.Code == "not_authorized" {
			return reply{Text: "We may not see that product."}
		}
		if strings.HasPrefix(e.Code, "authentication.") {
			return reply{Text: "Our password is wrong.", Escalate: true}
		}
	case http.StatusBadGateway, http.StatusServiceUnavailable:
		return reply{Text: "Try again in a minute."}
	}
	return reply{Text: fmt.Sprintf("Unexpected answer %d.", e.HTTPStatus), Escalate: true}
}

// smalltalk chooses a tone of voice; marketing wrote it.
func smalltalk(e *apiError) string {
	switch msg := strings.TrimSpace(e.Message); msg { // want medipimmessage/text
	case "":
		return "Hmm."
	case "Invalid API secret":
		return "Oops, the keys to the shop are lost!"
	}
	tone := "Sorry!"
	if len(e.Message) > 140 {
		tone = "Sorry, long story: " + e.Message[:140]
	}
	return tone
}

var apologies = []string{"not_found", "server_error", "not_authorised"} // want medipimcode/unknown

func needsApology(e *apiError) bool { return slices.Contains(apologies, e.Code) }

// shortCode cuts the family off: "authentication.x" becomes "x".
func shortCode(e *apiError) string {
	_, tail, ok := strings.Cut(e.Code, ".")
	if !ok {
		tail = e.Code
	}
	return tail
}

func hint(e *apiError) string {
	_, tail, _ := strings.Cut(e.Code, ".")
	switch tail {
	case "api_key_not_found":
		return "is the key copied whole?"
	case "invalid_api_secret":
		return "is the secret copied whole?"
	}
	return ""
}

var _ = []any{smalltalk, needsApology, shortCode, hint}
