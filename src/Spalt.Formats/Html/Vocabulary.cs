using System.Collections.Frozen;

namespace Spalt.Formats.Html;

/// <summary>The elements that a policy knows. A name that is not here is unwrapped.</summary>
internal sealed class Vocabulary
{
    // What is told apart by its class. No tag can have such a name.
    private static readonly Element[] Classed =
    [
        new("div gallery", Role.Gallery, "div", "gallery"),
        new("aside pullquote", Role.Aside, "aside", "pullquote"),
        new("aside factbox", Role.Aside, "aside", "factbox"),
        new("section footnotes", Role.Footnotes, "section", "footnotes"),
        new("figure embed", Role.Figure, "figure", "embed"),
    ];

    private static readonly Element[] Everything =
    [
        .. Many(Role.Boundary, "div section article header footer main aside nav address center hgroup search dialog details summary fieldset legend form"),
        new("p", Role.Paragraph, "p"),
        new("h1", Role.Heading, "h2"),
        .. Many(Role.Heading, "h2 h3 h4 h5 h6"),
        .. Many(Role.Quote, "blockquote"),
        .. Many(Role.Preformatted, "pre"),
        new("listing", Role.Preformatted, "pre"),
        .. Many(Role.List, "ul ol"),
        new("dir", Role.List, "ul"),
        new("menu", Role.List, "ul"),
        .. Many(Role.Item, "li"),
        .. Many(Role.DefinitionList, "dl"),
        .. Many(Role.Term, "dt"),
        .. Many(Role.Definition, "dd"),
        .. Many(Role.Table, "table"),
        .. Many(Role.TableSection, "thead tbody tfoot"),
        .. Many(Role.Row, "tr"),
        .. Many(Role.Cell, "td th"),
        .. Many(Role.TableCaption, "caption"),
        .. Many(Role.Figure, "figure"),
        .. Many(Role.FigureCaption, "figcaption"),
        .. Classed,
        .. Many(Role.Rule, "hr"),
        .. Many(Role.Break, "br"),
        .. Many(Role.WordBreak, "wbr"),
        .. Many(Role.Image, "img"),
        new("image", Role.Image, "img"),
        .. Many(Role.Link, "a"),
        .. Many(Role.Formatting, "b i u s em strong small code"),
        new("strike", Role.Formatting, "s"),
        new("tt", Role.Formatting, "code"),
        .. Many(Role.Phrase, "del ins sub sup mark q cite abbr kbd samp var dfn time bdi bdo"),
        new("acronym", Role.Phrase, "abbr"),
        .. Many(Role.Ruby, "ruby"),
        .. Many(Role.RubyText, "rt rp"),
        .. Many(Role.Dropped, "button datalist optgroup option progress meter canvas portal frameset"),
        .. Many(Role.DroppedScope, "object applet template select"),
        .. Many(Role.Foreign, "svg math"),
        .. Many(Role.RawText, "style xmp iframe noembed noframes noscript"),
        .. Many(Role.Title, "title textarea"),
        .. Many(Role.Script, "script"),
        .. Many(Role.PlainText, "plaintext"),
    ];

    public static readonly Vocabulary Post = new(Everything);

    public static readonly Vocabulary Comment = new(Everything.Select(ForComments));

    private static readonly Vocabulary ByName = Post;

    private readonly FrozenDictionary<string, Element>.AlternateLookup<ReadOnlySpan<char>> _elements;

    private Vocabulary(IEnumerable<Element> elements) =>
        _elements = elements.ToFrozenDictionary(element => element.Name, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public Element? Find(ReadOnlySpan<char> name) => _elements.TryGetValue(name, out var element) ? element : null;

    public static Element Named(string name) => ByName.Find(name)!;

    /// <summary>What an element of the source is by its class, or null.</summary>
    public static Element? ByClass(Element element, in Attributes attributes)
    {
        foreach (var classed in Classed)
        {
            if (classed.Tag == element.Name && attributes.HasClass(classed.Class))
            {
                return classed;
            }
        }

        return null;
    }

    private static IEnumerable<Element> Many(Role role, string names) => names.Split(' ').Select(name => new Element(name, role, name));

    private static Element ForComments(Element element) => element switch
    {
        { Role: Role.Paragraph or Role.Break or Role.Link or Role.Quote or Role.List or Role.Item } => element,
        { Name: "em" or "strong" } => element,
        { Name: "b" } => new Element("b", element.Role, "strong"),
        { Name: "i" } => new Element("i", element.Role, "em"),
        { Role: Role.Heading or Role.Preformatted or Role.DefinitionList or Role.Term or Role.Definition or Role.Table or Role.TableSection
            or Role.Row or Role.Cell or Role.TableCaption or Role.Figure or Role.FigureCaption or Role.Rule
            or Role.Gallery or Role.Aside or Role.Footnotes } => new Element(element.Name, Role.Boundary, element.Tag),
        { Role: Role.WordBreak or Role.Image or Role.Formatting or Role.Phrase or Role.Ruby or Role.RubyText } => new Element(element.Name, Role.Unwrapped, element.Tag),
        _ => element,
    };
}
