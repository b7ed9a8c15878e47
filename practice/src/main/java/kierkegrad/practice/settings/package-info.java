/// Everything that can be set about a training, in one catalogue
/// ([kierkegrad.practice.settings.Setting]): the command line's options, the keys of a
/// configuration file, what a search tries and what advice names are all its entries.
@org.jspecify.annotations.NullMarked
package kierkegrad.practice.settings;
