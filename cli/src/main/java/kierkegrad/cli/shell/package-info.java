/// JShell with the library on its class path and imported.
@org.jspecify.annotations.NullMarked
package kierkegrad.cli.shell;
