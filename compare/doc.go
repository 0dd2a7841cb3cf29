// Package compare lays plans side by side.
package compare
