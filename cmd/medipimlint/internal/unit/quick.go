package unit

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"
	"golang.org/x/tools/go/gcexportdata"

	"github.com/medipimlint/medipimlint/analyzer"
)

// errSlow says that a package needs the whole analysis.
var errSlow = errors.New("not a package that is out of scope and asked for its types alone")

// quick writes what go vet wants of a dependency that has nothing to do with Medipim: its types, and no
// facts. That is nearly every package that the go command hands us, and function bodies need not be
// type-checked for it, which saves half of the time. What it writes is what unitchecker would.
//
// It returns errSlow, or another error, if unitchecker has to do the work.
func quick(cfg *unitchecker.Config, args []string) error {
	for _, arg := range args {
		if strings.Contains(arg, ".scope") {
			return errSlow // every package may be asked for
		}
	}
	if !cfg.VetxOnly || !knownFormat() || analyzer.Mentions(cfg.ImportPath) || analyzer.Mentions(cfg.ModulePath) {
		return errSlow
	}
	imports := make(map[string][]byte) // types of the imported packages, by package path
	for path, file := range cfg.PackageVetx {
		types, err := readTypes(file)
		if err != nil {
			return err
		}
		imports[path] = types
	}
	fset := token.NewFileSet()
	var files []*ast.File
	var contents [][]byte
	for _, name := range cfg.GoFiles {
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if analyzer.Mentions(content) {
			return errSlow
		}
		contents = append(contents, content)
		file, err := parser.ParseFile(fset, name, content, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files = append(files, file)
	}

	if analyzer.MayRetry(cfg.ImportPath, maps.Keys(cfg.ImportMap), slices.Values(contents)) {
		return errSlow
	}

	// Have: no file, path or import says Medipim, and nothing is sent through the package that it may retry; so no
	// rule would export a fact.
	loaded := make(map[string]*types.Package)
	config := types.Config{
		Importer: importer(func(path string) (*types.Package, error) {
			path, ok := cfg.ImportMap[path]
			if !ok {
				return nil, errSlow
			}
			if path == "unsafe" {
				return types.Unsafe, nil
			}
			if pkg := loaded[path]; pkg != nil && pkg.Complete() {
				return pkg, nil
			}
			return gcexportdata.Read(bytes.NewReader(imports[path]), fset, loaded, path)
		}),
		IgnoreFuncBodies: true,
		Sizes:            types.SizesFor("gc", build.Default.GOARCH),
		GoVersion:        cfg.GoVersion,
	}
	pkg, err := config.Check(cfg.ImportPath, fset, files, nil)
	if err != nil {
		return err
	}
	return writeTypes(cfg, fset, pkg)
}

type importer func(path string) (*types.Package, error)

func (f importer) Import(path string) (*types.Package, error) { return f(path) }

// The file of a package's types and facts, as golang.org/x/tools/go/analysis/unitchecker v0.52.0 writes
// it (readVetxFile, writeVetxFile): "vetx", the sizes of both parts as little-endian 32-bit numbers, the
// types in the indexed format of go/gcexportdata without its first byte, the facts.
const (
	formatOf   = "v0.52.0"
	magic      = "vetx"
	headerSize = len(magic) + 4 + 4
	indexed    = 'i' // the byte that gcexportdata puts before the indexed format
)

// knownFormat reports whether this program was built with the x/tools whose format that is: whoever has
// it as a tool of a module may build it with another. A test binary does not know what it was built with.
var knownFormat = func() bool {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return false
	}
	for _, dep := range info.Deps {
		if dep.Path == "golang.org/x/tools" {
			return dep.Version == formatOf && dep.Replace == nil
		}
	}
	return false
}

// readTypes returns the types of a dependency in gcexportdata's format, or errSlow if it has facts that those must
// hand on who import it.
func readTypes(file string) ([]byte, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if len(data) < headerSize || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("%s has an unknown format", file)
	}
	size := int(binary.LittleEndian.Uint32(data[4:]))
	facts := int(binary.LittleEndian.Uint32(data[8:]))
	if len(data) < headerSize+size || facts > 0 && !analyzer.OnlyMayRetry(data[headerSize+size:]) {
		return nil, errSlow
	}
	data[headerSize-1] = indexed // the header has been read
	return data[headerSize-1 : headerSize+size], nil
}

// writeTypes writes the types of a package without facts, and that the tool had nothing to say.
func writeTypes(cfg *unitchecker.Config, fset *token.FileSet, pkg *types.Package) error {
	out := bytes.NewBuffer(make([]byte, headerSize-1, 1<<16)) // gcexportdata writes the header's last byte
	if err := gcexportdata.Write(out, fset, pkg); err != nil {
		return err
	}
	data := out.Bytes()
	copy(data, magic)
	binary.LittleEndian.PutUint32(data[4:], uint32(len(data)-headerSize))
	binary.LittleEndian.PutUint32(data[8:], 0)
	if cfg.Stdout != "" {
		if err := os.WriteFile(cfg.Stdout, nil, 0o666); err != nil {
			return err
		}
	}
	return os.WriteFile(cfg.VetxOutput, data, 0o666)
}
