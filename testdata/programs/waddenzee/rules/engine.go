// Package rules decides what is done with an answer of a supplier: rules are data, made of small functions.
package rules

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// MedipimReply is a failed call, as the collector stored it.
type MedipimReply struct {
	HTTP int
	Err  Failure
	Tags []string
}

// Failure is the inside of the error body.
type Failure struct {
	Status  int      `json:"status"`
	Code    string   `json:"code"`
	Message string   `json:"message"`
	Fields  []string `json:"-"`
}

// Parse makes a reply of a response.
func Parse(resp *http.Response) (*MedipimReply, error) {
	var body struct {
		Error Failure `json:"error"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		return nil, err
	}
	return &MedipimReply{HTTP: resp.StatusCode, Err: body.Error}, nil
}

// Matcher says whether a rule applies.
type Matcher func(*MedipimReply) bool

// And, Or and Not do what they say.
func And(ms ...Matcher) Matcher {
	return func(r *MedipimReply) bool {
		for _, m := range ms {
			if !m(r) {
				return false
			}
		}
		return true
	}
}

func Or(ms ...Matcher) Matcher {
	return func(r *MedipimReply) bool {
		return slices.ContainsFunc(ms, func(m Matcher) bool { return m(r) })
	}
}

func Not(m Matcher) Matcher { return func(r *MedipimReply) bool { return !m(r) } }

// Code matches one of the codes.
func Code(codes ...string) Matcher {
	return func(r *MedipimReply) bool { return slices.Contains(codes, r.Err.Code) }
}

// CodeIs matches one code.
func CodeIs(want string) Matcher {
	return func(r *MedipimReply) bool { return r.Err.Code == want }
}

// Family matches the first part of a code.
func Family(prefix string) Matcher {
	return func(r *MedipimReply) bool {
		head, _, _ := strings.Cut(r.Err.Code, ".")
		return head == prefix
	}
}

// Status matches the response.
func Status(n int) Matcher {
	return func(r *MedipimReply) bool { return r.HTTP == n }
}

// Class matches 4 for 4xx. The first version of the collector stored no status.
func Class(n int) Matcher {
	return func(r *MedipimReply) bool {
		return r.Err.Status/100 == n // want medipimstatus/branch
	}
}

// Agree matches when body and response say the same.
func Agree() Matcher {
	return func(r *MedipimReply) bool { return r.Err.Status == r.HTTP }
}

// Says looks into the text.
func Says(re *regexp.Regexp) Matcher {
	return func(r *MedipimReply) bool {
		return re.MatchString(r.Err.Message) // want medipimmessage/text
	}
}

// Silent matches an answer without a text.
func Silent(r *MedipimReply) bool { return strings.TrimSpace(r.Err.Message) == "" }

// Tagged matches our own tags.
func Tagged(tag string) Matcher {
	return func(r *MedipimReply) bool { return slices.Contains(r.Tags, tag) }
}

// Rule is one line of the policy.
type Rule struct {
	Name   string
	When   Matcher
	Action string
}

// Decide gives the action of the first rule that applies.
func Decide(rules []Rule, r *MedipimReply) string {
	for _, rule := range rules {
		if rule.When(r) {
			return rule.Action
		}
	}
	return "escalate"
}
