using System.Text;

namespace Spalt.Formats.Feeds;

/// <summary>A child in an element's order: an element, or text with references resolved.</summary>
internal readonly record struct FeedChild(FeedElement? Element, string Text);

/// <summary>An element of a feed. Its <see cref="Key"/> is its name in lower case, prefixed with <see cref="FeedNamespaces"/>'s word for its namespace unless that is the feed formats' own.</summary>
internal sealed class FeedElement(string name, string prefix, string ns, FeedElement? parent)
{
    private static readonly List<FeedChild> Childless = [];
    private static readonly List<FeedElement> Barren = [];
    private List<FeedChild>? _children;
    private List<FeedElement>? _elements;

    /// <summary>As written, prefix and all.</summary>
    public string Name { get; } = name;
    public string LocalName { get; } = name[(name.IndexOf(':') + 1)..];
    public string Prefix { get; } = prefix;
    public string Namespace { get; } = ns;
    public string Key { get; } = KeyOf(name, prefix);
    public FeedElement? Parent { get; } = parent;
    /// <summary>Elements and text in their order; not for changing.</summary>
    public List<FeedChild> Children => _children ?? Childless;
    /// <summary>The elements among the children; not for changing.</summary>
    public List<FeedElement> Elements => _elements ?? Barren;
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];
    public Uri? Base { get; init; }
    public string? Language { get; init; }
    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    private static string KeyOf(string name, string prefix)
    {
        var local = name[(name.IndexOf(':') + 1)..].ToLowerInvariant();
        return prefix.Length == 0 ? local : $"{prefix}:{local}";
    }

    public void Add(FeedElement child)
    {
        (_children ??= []).Add(new FeedChild(child, ""));
        (_elements ??= []).Add(child);
    }

    public void Add(string text) => (_children ??= []).Add(new FeedChild(null, text));

    public bool Is(string key) => Key.Equals(key, StringComparison.Ordinal);

    public IEnumerable<FeedElement> All(params string[] keys) => Elements.Where(e => Array.IndexOf(keys, e.Key) >= 0);

    /// <summary>The first child that says anything, by the order of the keys and then of the feed.</summary>
    public FeedElement? First(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            foreach (var element in Elements)
            {
                if (element.Is(key) && !element.IsBlank)
                {
                    return element;
                }
            }
        }

        return null;
    }

    private bool IsBlank => Attributes.Count == 0 && !HasElements && Children.TrueForAll(c => string.IsNullOrWhiteSpace(c.Text));

    public bool HasElements => _elements is not null;

    /// <summary>An attribute's trimmed value by local name, an unprefixed one before others; null where it is absent or empty.</summary>
    public string? Attribute(string localName)
    {
        string? other = null;
        foreach (var (key, value) in Attributes)
        {
            if (value.AsSpan().IsWhiteSpace())
            {
                continue;
            }

            if (key.Equals(localName, StringComparison.OrdinalIgnoreCase))
            {
                return value.Trim();
            }

            if (other is null && key.Length > localName.Length && key[^(localName.Length + 1)] == ':' && key.EndsWith(localName, StringComparison.OrdinalIgnoreCase))
            {
                other = value.Trim();
            }
        }

        return other;
    }

    /// <summary>All text in it, trimmed; null where there is none.</summary>
    public string? Text
    {
        get
        {
            if (Children is [{ Element: null, Text: var only }])
            {
                return string.IsNullOrWhiteSpace(only) ? null : only.Trim();
            }

            var all = new StringBuilder();
            Collect(all);
            var text = all.ToString().Trim();
            return text.Length == 0 ? null : text;
        }
    }

    private void Collect(StringBuilder to)
    {
        foreach (var (element, text) in Children)
        {
            to.Append(text);
            element?.Collect(to);
        }
    }
}
