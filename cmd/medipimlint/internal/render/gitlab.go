package render

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
)

// gitlabIssue is an entry of GitLab's Code Quality report, a part of what Code Climate defines:
// https://docs.gitlab.com/ci/testing/code_quality/
type gitlabIssue struct {
	Description string         `json:"description"`
	Check       string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end,omitempty"`
}

// GitLab prints the findings as a Code Quality report, which GitLab shows in a merge request. A finding keeps
// its fingerprint when it moves to another line; of those alike in a file, the n-th keeps the n-th.
func GitLab(w io.Writer, r *Report) error {
	issues := []gitlabIssue{}
	alike := make(map[string]int)
	for _, f := range r.Findings {
		path := r.slash(f.Start.File)
		what := fmt.Sprintf("%q %q %q", path, f.Rule, f.Message)
		alike[what]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", what, alike[what]))
		issues = append(issues, gitlabIssue{
			Description: f.Message,
			Check:       f.Rule,
			Fingerprint: hex.EncodeToString(sum[:16]),
			Severity:    "major",
			Location:    gitlabLocation{path, gitlabLines{f.Start.Line, max(f.End.Line, f.Start.Line)}},
		})
	}
	return writeJSON(w, issues)
}
