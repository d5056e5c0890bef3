package gopls

import "strings"

// editors says what to put into an editor's configuration; PATH stands for the server's file.
const editors = `VS Code, settings.json:
	"go.alternateTools": { "gopls": "PATH" }

Neovim 0.11 or newer, init.lua:
	vim.lsp.config('gopls', { cmd = { 'PATH' } })
	vim.lsp.enable('gopls')

Helix, languages.toml:
	[language-server.gopls]
	command = "PATH"

Zed, settings.json:
	"lsp": { "gopls": { "binary": { "path": "PATH" } } }

Emacs, eglot, init.el:
	(with-eval-after-load 'eglot
	  (add-to-list 'eglot-server-programs '((go-mode go-ts-mode) . ("PATH"))))

GoLand has no gopls: use the golangci-lint plugin, under Settings, Go, Linters.

All rules are on. To switch one off, in gopls's settings:
	"analyses": { "medipimmessage": false }
`

// Editors returns what to put into the configuration of each editor for a server in file.
func Editors(file string) string {
	return strings.ReplaceAll(editors, "PATH", strings.ReplaceAll(file, `\`, `\\`))
}
