package answer

import (
	"golang.org/x/tools/go/ssa"

	"github.com/medipimlint/medipimlint/analyzer/internal/program"
	"github.com/medipimlint/medipimlint/analyzer/internal/send"
)

// baseOptions are the settings of a client, or of its request, that say what stands before the path of a URL.
var baseOptions = []string{"SetBaseURL", "SetHostURL", "BaseURL", "HostURL", "Base", "SetRequestURI"}

// Bases returns, for each client that s can go through, what it is told to put before the URLs of its
// requests; nothing for one that is told nothing, or that the package does not make.
func (e *Engine) Bases(s *send.Send) [][]ssa.Value {
	if s.Client == nil && s.Request == nil || s.Library == send.NetHTTP || s.Library == send.Foreign {
		return nil
	}
	var found [][]ssa.Value
	if s.Library == send.Fasthttp {
		if s.Request == nil {
			return nil
		}
		for _, request := range e.origins(spot{s.Request, nil}) {
			found = append(found, e.basesIn(request))
		}
		return found
	}
	for _, request := range e.origins(spot{s.Client, nil}) {
		own := e.basesIn(request)
		made := callOf(request.v) // client.R()
		if made == nil {
			found = append(found, own)
			continue
		}
		_, client, _ := program.Callee(&made.Call)
		if client == nil {
			found = append(found, own)
			continue
		}
		for _, root := range e.origins(spot{client, request.in}) {
			found = append(found, append(e.basesIn(root), own...))
		}
	}
	return found
}

// basesIn returns the base URLs that the object is told.
func (e *Engine) basesIn(at spot) []ssa.Value {
	var found []ssa.Value
	for _, o := range pick(e.optionsOf(at), baseOptions...) {
		if len(o.args) > 0 {
			found = append(found, o.args[0])
		}
	}
	return found
}
