using System.Text.Json;

namespace Spalt.Formats.Feeds;

/// <summary>An object of a JSON Feed whose members may be missing, null or of the wrong kind: then there is nothing, never an error.</summary>
internal readonly struct JsonFeedObject(JsonElement element, Uri? address)
{
    private readonly JsonElement _element = element;
    private readonly Uri? _address = address;

    public bool Has(string name) => Member(name) is not null;

    /// <summary>A string that says something, or a number as written.</summary>
    public string? String(string name) => Member(name) is { } member ? StringOf(member) : null;

    public string? WebAddress(string name) => FeedAddress.Web(_address, String(name));

    public FeedText? Text(string name, string type, string? language)
    {
        if (String(name) is not { } value)
        {
            return null;
        }

        return new FeedText(type is FeedText.HtmlType ? HtmlText.ResolveLinks(value, _address) : value, type, language, _address);
    }

    public IEnumerable<string> Strings(string name) => Array(name).Select(StringOf).OfType<string>();

    public IEnumerable<JsonFeedObject> Objects(string name)
    {
        var against = _address;
        return Array(name).Where(e => e.ValueKind == JsonValueKind.Object).Select(e => new JsonFeedObject(e, against));
    }

    /// <summary>Version 1.1's authors, or version 1.0's one author.</summary>
    public IReadOnlyList<FeedPerson> People()
    {
        var people = Objects("authors").Select(Person).OfType<FeedPerson>().ToArray();
        if (people.Length > 0 || Member("author") is not { } author)
        {
            return people;
        }

        if (author.ValueKind == JsonValueKind.Object && Person(new JsonFeedObject(author, _address)) is { } one)
        {
            return [one];
        }

        return FeedPeople.Parse(StringOf(author)) is { } named ? [named] : [];
    }

    private static FeedPerson? Person(JsonFeedObject person)
    {
        var (name, web) = (person.String("name"), person.WebAddress("url"));
        return name is null && web is null ? null : new FeedPerson(name, Address: web);
    }

    private JsonElement.ArrayEnumerator Array(string name) => Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : default;

    private JsonElement? Member(string name)
    {
        try
        {
            return _element.ValueKind == JsonValueKind.Object && _element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
        }
        catch (InvalidOperationException)
        {
            // A member's name holds half of a surrogate pair ("\ud800"): what can't be named can't be found.
            return null;
        }
    }

    private static string? StringOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            return value.GetRawText();
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            var text = value.GetString()!.Trim();
            return text.Length == 0 ? null : text;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which is no text.
            return null;
        }
    }
}
