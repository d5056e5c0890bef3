package analyzer_test

// A placed is a small client with one finding, in the parts that places put together: a condition with its branch, or
// a statement that yields an error. All of them return an error, last.
type placed struct {
	name, rule string
	decls      string // what others may declare for it; the names are exported
	params     string
	results    string // of the function; "error" if empty
	zero       string // results before the error, to return with one
	before     string // what stands ahead, and may open a loop
	tag, value string // a condition that compares these
	other      string // a value beside it
	wrong      string // one that would be a finding, too
	then       string
	do         string // "resp, err := …", or
	after, end string // what follows in the loop, and behind it
	line       string // two findings on one line
}

const (
	placedErrors = `
var (
	ErrGone  = errors.New("medipim: gone")
	ErrOther = errors.New("medipim: error")
)
`
	placedEnvelope = placedErrors + `
type Envelope struct {
	Error struct {
		Status  int    ` + "`json:\"status\"`" + `
		Code    string ` + "`json:\"code\"`" + `
		Message string ` + "`json:\"message\"`" + `
	} ` + "`json:\"error\"`" + `
}
`
	placedSend = placedErrors + `
const (
	FindURL  = "https://api.medipim.be/v4/products/find"
	QueryURL = "https://api.medipim.be/v4/products/query"
)

func Failed(resp *http.Response) error {
	if resp.StatusCode >= 300 {
		return ErrOther
	}
	return nil
}

func Sent(resp *http.Response, err error) error {
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return Failed(resp)
}
`
	placedDecode = `
	var env Envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
`
)

// placedClients has a client for each fix, and one of a rule without any.
var placedClients = []placed{
	{
		name: "status", rule: "medipimstatus/branch", decls: placedEnvelope, params: "resp *http.Response", before: placedDecode,
		tag: "env.Error.Status", value: "404", other: "410", wrong: "410", then: "return ErrGone", after: "return ErrOther",
	},
	{
		name: "carried", rule: "medipimstatus/branch", params: "resp *http.Response",
		decls: placedEnvelope + `
type Failure struct {
	Status int
	Code   string
}

func (f *Failure) Error() string { return f.Code }

func Check(resp *http.Response) error {
	var env Envelope
	if err := json.NewDecoder(resp.Body).Decode(&env); err != nil {
		return err
	}
	return &Failure{Status: env.Error.Status, Code: env.Error.Code}
}

func Fault(resp *http.Response) *Failure {
	var f *Failure
	errors.As(Check(resp), &f)
	return f
}
`,
		before: "f := Fault(resp)\nif f == nil {\nreturn nil\n}",
		tag:    "f.Status", value: "404", other: "410", wrong: "410", then: "return ErrGone", after: "return f",
	},
	{
		name: "code", rule: "medipimcode/unknown", decls: placedEnvelope, params: "resp *http.Response", before: placedDecode,
		tag: "env.Error.Code", value: `"notfound"`, other: `"server_error"`, wrong: `"server-error"`, then: "return ErrGone", after: "return ErrOther",
	},
	{
		name: "pair", rule: "medipimpair/impossible", decls: placedEnvelope, params: "resp *http.Response",
		before: "if resp.StatusCode != 404 {\nreturn nil\n}" + placedDecode,
		tag:    "env.Error.Code", value: `"server_error"`, other: `"not_found"`, wrong: `"bad_request"`, then: "return ErrGone", after: "return ErrOther",
	},
	{
		name: "message", rule: "medipimmessage/text", decls: placedEnvelope, params: "resp *http.Response", before: placedDecode,
		tag: "env.Error.Message", value: `"Not found"`, other: `""`, wrong: `"Not authorized"`, then: "return ErrGone", after: "return ErrOther",
	},
	{
		name: "incomplete", rule: "medipimretry/incomplete", decls: placedSend, params: "c *http.Client",
		before: `
	for try := range 5 {
		resp, err := c.Get(FindURL)
		if err != nil {
			return err
		}
		resp.Body.Close()`,
		tag: "resp.StatusCode", value: "http.StatusServiceUnavailable", other: "http.StatusBadGateway", wrong: "http.StatusGatewayTimeout",
		then:  "time.Sleep(time.Second << try)\ncontinue",
		after: "return Failed(resp)", end: "}\nreturn ErrOther",
	},
	{
		name: "do", rule: "medipimretry/missing", decls: placedSend, params: "c *http.Client, req *http.Request",
		do: "resp, err := c.Do(req)", after: "defer resp.Body.Close()\nreturn Failed(resp)",
		line: "return errors.Join(Sent(c.Do(req)), Sent(c.Do(req)))",
	},
	{
		name: "get", rule: "medipimretry/missing", decls: placedSend,
		do: "resp, err := http.Get(FindURL)", after: "defer resp.Body.Close()\nreturn Failed(resp)",
		line: "return errors.Join(Sent(http.Get(FindURL)), Sent(http.Get(QueryURL)))",
	},
	{
		name: "post", rule: "medipimretry/missing", decls: placedSend, params: "c *http.Client, query string",
		do: `resp, err := c.Post(QueryURL, "application/json", strings.NewReader(query))`, after: "defer resp.Body.Close()\nreturn Failed(resp)",
		line: `return errors.Join(Sent(c.Post(QueryURL, "application/json", strings.NewReader(query))), Sent(c.Post(QueryURL, "", nil)))`,
	},
	{
		name: "unrewound", rule: "medipimretry/unrewound", decls: placedSend, params: "c *http.Client, query string",
		before: `
	req, err := http.NewRequest(http.MethodPost, QueryURL, strings.NewReader(query))
	if err != nil {
		return err
	}
	for try := 0; ; try++ {`,
		do: "resp, err := c.Do(req)",
		after: `
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests || try == 4 {
			return Failed(resp)
		}
		time.Sleep(time.Second << try)`,
		end: "}",
	},
	{
		name: "unchecked", rule: "medipimunchecked/unchecked", params: "resp *http.Response",
		decls:   placedErrors + "\ntype Page struct {\n\tResults []string `json:\"results\"`\n}\n",
		results: "[]string, error", zero: "nil, ",
		before: "var page Page", do: "err := json.NewDecoder(resp.Body).Decode(&page)", after: "return page.Results, nil",
		line: "var other Page\nfirst, second := json.NewDecoder(resp.Body).Decode(&page), json.NewDecoder(resp.Body).Decode(&other)\nreturn page.Results, errors.Join(first, second)",
	},
}
