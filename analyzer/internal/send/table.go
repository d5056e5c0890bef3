package send

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// Keys of libraries, as they stand in [Send.Library].
const (
	NetHTTP   = "net/http"
	Foreign   = "foreign" // any function of a package that is not seen, and that yields a response
	Resty2    = "resty2"
	Resty3    = "resty3"
	Req       = "req"
	Retryable = "retryablehttp"
	Heimdall  = "heimdall"
	Fasthttp  = "fasthttp"
	Pester    = "pester"
	Agent     = "gorequest"
)

// row is one type's (or one package's) functions that send.
type row struct {
	library string
	path    string // import path
	recv    string // receiver's type; "" for package-level functions
	names   string // names of the functions, separated by spaces
	request int    // index of the request among the arguments (without the receiver), -1 if there is none
	url     int    // index of the URL
	body    int    // index of the body
	answer  int    // index of the response that is filled in
}

const none = -1

// rows are the sends of net/http and of the libraries. What a library's retries do stands in the
// table of package answer.
var rows = []row{
	{NetHTTP, "net/http", "Client", "Do", 0, none, none, none},
	{NetHTTP, "net/http", "Client", "Get Head", none, 0, none, none},
	{NetHTTP, "net/http", "Client", "PostForm", none, 0, none, none},
	{NetHTTP, "net/http", "Client", "Post", none, 0, 2, none},
	{NetHTTP, "net/http", "", "Get Head", none, 0, none, none},
	{NetHTTP, "net/http", "", "PostForm", none, 0, none, none},
	{NetHTTP, "net/http", "", "Post", none, 0, 2, none},
	{NetHTTP, "net/http", "Transport", "RoundTrip", 0, none, none, none},
	{NetHTTP, "net/http", "RoundTripper", "RoundTrip", 0, none, none, none},

	{Resty2, "github.com/go-resty/resty/v2", "Request", "Get Head Post Put Patch Delete Options", none, 0, none, none},
	{Resty2, "github.com/go-resty/resty/v2", "Request", "Execute", none, 1, none, none},
	{Resty2, "github.com/go-resty/resty/v2", "Request", "Send", none, none, none, none},
	{Resty3, "resty.dev/v3", "Request", "Get Head Post Put Patch Delete Options Trace", none, 0, none, none},
	{Resty3, "resty.dev/v3", "Request", "Execute", none, 1, none, none},
	{Resty3, "resty.dev/v3", "Request", "Send", none, none, none, none},

	{Req, "github.com/imroc/req/v3", "Request", "Get Head Post Put Patch Delete Options", none, 0, none, none},
	{Req, "github.com/imroc/req/v3", "Request", "MustGet MustHead MustPost MustPut MustPatch MustDelete MustOptions", none, 0, none, none},
	{Req, "github.com/imroc/req/v3", "Request", "Send", none, 1, none, none},
	{Req, "github.com/imroc/req/v3", "Request", "Do", none, none, none, none},
	{Req, "github.com/imroc/req/v3", "", "Get Head Post Put Patch Delete Options", none, 0, none, none},
	{Req, "github.com/imroc/req/v3", "", "MustGet MustHead MustPost MustPut MustPatch MustDelete MustOptions", none, 0, none, none},

	{Retryable, "github.com/hashicorp/go-retryablehttp", "Client", "Do", 0, none, none, none},
	{Retryable, "github.com/hashicorp/go-retryablehttp", "Client", "Get Head PostForm", none, 0, none, none},
	{Retryable, "github.com/hashicorp/go-retryablehttp", "Client", "Post", none, 0, 2, none},
	{Retryable, "github.com/hashicorp/go-retryablehttp", "", "Get Head PostForm", none, 0, none, none},
	{Retryable, "github.com/hashicorp/go-retryablehttp", "", "Post", none, 0, 2, none},

	{Heimdall, "github.com/gojek/heimdall/v7/httpclient", "Client", "Do", 0, none, none, none},
	{Heimdall, "github.com/gojek/heimdall/v7/httpclient", "Client", "Get Delete", none, 0, none, none},
	{Heimdall, "github.com/gojek/heimdall/v7/httpclient", "Client", "Post Put Patch", none, 0, 1, none},
	{Heimdall, "github.com/gojek/heimdall/v7/hystrix", "Client", "Do", 0, none, none, none},
	{Heimdall, "github.com/gojek/heimdall/v7/hystrix", "Client", "Get Delete", none, 0, none, none},
	{Heimdall, "github.com/gojek/heimdall/v7/hystrix", "Client", "Post Put Patch", none, 0, 1, none},
	{Heimdall, "github.com/gojek/heimdall/v7", "Client", "Get Delete Post Put Patch", none, 0, none, none},

	{Fasthttp, "github.com/valyala/fasthttp", "", "Do DoTimeout DoDeadline DoRedirects", 0, none, none, 1},
	{Fasthttp, "github.com/valyala/fasthttp", "Client", "Do DoTimeout DoDeadline DoRedirects", 0, none, none, 1},
	{Fasthttp, "github.com/valyala/fasthttp", "HostClient", "Do DoTimeout DoDeadline DoRedirects", 0, none, none, 1},

	{Fasthttp, "github.com/valyala/fasthttp", "PipelineClient", "Do DoTimeout DoDeadline", 0, none, none, 1},
	{Fasthttp, "github.com/valyala/fasthttp", "LBClient", "Do DoTimeout DoDeadline", 0, none, none, 1},
	{Fasthttp, "github.com/valyala/fasthttp", "", "Get GetTimeout GetDeadline Post", none, 1, none, none},
	{Fasthttp, "github.com/valyala/fasthttp", "Client", "Get GetTimeout GetDeadline Post", none, 1, none, none},
	{Fasthttp, "github.com/valyala/fasthttp", "HostClient", "Get GetTimeout GetDeadline Post", none, 1, none, none},

	{Agent, "github.com/parnurzeal/gorequest", "SuperAgent", "End EndBytes EndStruct", none, none, none, none},

	{Pester, "github.com/sethgrid/pester", "Client", "Do", 0, none, none, none},
	{Pester, "github.com/sethgrid/pester", "Client", "Get Head PostForm", none, 0, none, none},
	{Pester, "github.com/sethgrid/pester", "Client", "Post", none, 0, 2, none},
	{Pester, "github.com/sethgrid/pester", "", "Do", 0, none, none, none},
	{Pester, "github.com/sethgrid/pester", "", "Get Head PostForm", none, 0, none, none},
	{Pester, "github.com/sethgrid/pester", "", "Post", none, 0, 2, none},
}

type typeName struct{ path, name string }

// responses are the libraries' own response types.
var responses = []typeName{
	{"github.com/go-resty/resty/v2", "Response"},
	{"resty.dev/v3", "Response"},
	{"github.com/imroc/req/v3", "Response"},
	{"github.com/valyala/fasthttp", "Response"},
}

// readOnly are response types of libraries whose clients are set up in ways that are not followed: how such a response is
// read is known, not what its client does with a 429.
var readOnly = []typeName{
	{"github.com/levigross/grequests", "Response"},
	{"gopkg.in/h2non/gentleman.v2", "Response"},
}

// send returns the send that a call of the row's function is.
func (r *row) send(call ssa.CallInstruction, fn *types.Func, recv ssa.Value, args []ssa.Value) *Send {
	at := func(i int) ssa.Value {
		if i < 0 || i >= len(args) {
			return nil
		}
		return args[i]
	}
	s := &Send{
		Call: call, Library: r.library, Method: fn.Name(), Response: -1, Err: -1, Client: recv,
		Request: at(r.request), URL: at(r.url), Body: at(r.body), Answer: at(r.answer),
	}
	results := fn.Signature().Results()
	for i := range results.Len() {
		switch t := results.At(i).Type(); {
		case IsResponse(t):
			s.Response = i
		case isError(t):
			s.Err = i
		}
	}
	s.Parts = s.Response < 0 && s.Answer == nil && results.Len() == 3
	if r.library == Resty2 || r.library == Resty3 || (r.library == Req && recv != nil) {
		s.Request = recv
	}
	return s
}
