using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Spalt.Ledger;

/// <summary>
/// A line of a network's ledger. Its text names its number and the hash of the line before it, and its hash is SHA-256 of that text as
/// UTF-8, so that no byte of it and no line can be changed or missing without the next telling. Written once, never changed.
/// </summary>
public sealed class LedgerLine
{
    /// <summary>What the first line names as the hash before it.</summary>
    public static readonly string Beginning = new('0', SHA256.HashSizeInBytes * 2);

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private LedgerLine()
    {
    }

    public long NetworkId { get; private set; }

    /// <summary>1 and on, without a gap.</summary>
    public long Number { get; private set; }

    public string Kind { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>JSON object: <c>number</c>, <c>at</c>, <c>kind</c>, <c>previous</c>, <c>data</c>, <c>people</c> (part to commitment).</summary>
    public string Text { get; private set; } = "";

    /// <summary>SHA-256 of <see cref="Text"/>.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>What its data say under a name, as they are written there; null where they say nothing.</summary>
    public string? Says(string name)
    {
        using var json = JsonDocument.Parse(Text);
        return json.RootElement.GetProperty("data").TryGetProperty(name, out var value) ? value.ToString() : null;
    }

    /// <summary>The line that comes after number <paramref name="last"/>, and what it keeps of people.</summary>
    /// <param name="previous">Lower-case hex of the hash of the line before it.</param>
    public static (LedgerLine Line, List<LedgerPart> Parts) After(long last, string previous, LedgerFact fact)
    {
        var number = last + 1;
        List<LedgerPart> parts = [.. fact.People.Select(p => LedgerPart.Of(fact.NetworkId, number, p))];
        var text = Json(json =>
        {
            json.WriteNumber("number", number);
            Write(json, ("at", fact.At));
            json.WriteString("kind", fact.Kind);
            json.WriteString("previous", previous);
            json.WritePropertyName("data");
            WriteObject(json, fact.Data);
            json.WritePropertyName("people");
            WriteObject(json, [.. parts.Select(p => (p.Part, (object?)p.Commitment()))]);
        });
        var line = new LedgerLine { NetworkId = fact.NetworkId, Number = number, Kind = fact.Kind, At = fact.At, Text = text, Hash = SHA256.HashData(Encoding.UTF8.GetBytes(text)) };
        return (line, parts);
    }

    internal static string Json(IReadOnlyList<(string Name, object? Value)> data) => Json(json =>
    {
        foreach (var value in data)
        {
            Write(json, value);
        }
    });

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static void WriteObject(Utf8JsonWriter json, IReadOnlyList<(string Name, object? Value)> data)
    {
        json.WriteStartObject();
        foreach (var value in data)
        {
            Write(json, value);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, (string Name, object? Value) of)
    {
        switch (of.Value)
        {
            case null: json.WriteNull(of.Name); break;
            case bool yes: json.WriteBoolean(of.Name, yes); break;
            case int number: json.WriteNumber(of.Name, number); break;
            case long number: json.WriteNumber(of.Name, number); break;
            case byte[] bytes: json.WriteString(of.Name, Convert.ToHexStringLower(bytes)); break;
            case DateTimeOffset at: json.WriteString(of.Name, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)); break;
            case string text: json.WriteString(of.Name, text); break;
            case Enum word: json.WriteString(of.Name, word.ToString()); break;
            default: throw new NotSupportedException($"The ledger does not know how to write {of.Value.GetType().Name}.");
        }
    }
}

/// <summary>What a line keeps of one person, apart from it: the line holds SHA-256 of the salt and the text. Deleted when the person is to be forgotten.</summary>
public sealed class LedgerPart
{
    /// <summary>What is known of whoever decided for the newspaper.</summary>
    public const string Decider = "by";

    private const int SaltBytes = 32;

    private LedgerPart()
    {
    }

    public long NetworkId { get; private set; }

    public long Number { get; private set; }

    public string Part { get; private set; } = "";

    /// <summary>Without it nobody who has the commitment can try out names.</summary>
    public byte[] Salt { get; private set; } = [];

    /// <summary>JSON object.</summary>
    public string Text { get; private set; } = "";

    public long? AccountId { get; private set; }

    public string? Email { get; private set; }

    /// <summary>Lower-case hex.</summary>
    public string Commitment() => Convert.ToHexStringLower(SHA256.HashData([.. Salt, .. Encoding.UTF8.GetBytes(Text)]));

    internal static LedgerPart Of(long networkId, long number, LedgerPerson person) => new()
    {
        NetworkId = networkId,
        Number = number,
        Part = person.Part,
        Salt = RandomNumberGenerator.GetBytes(SaltBytes),
        Text = LedgerLine.Json(person.Data),
        AccountId = person.AccountId,
        Email = person.Email,
    };
}

/// <summary>Where a network's ledger ends: without it nobody would miss the last lines.</summary>
public sealed class LedgerHead
{
    public long NetworkId { get; private set; }

    public long Number { get; private set; }

    /// <summary>Lower-case hex of the last line's hash; <see cref="LedgerLine.Beginning"/> where there is none.</summary>
    public string Hash { get; private set; } = "";
}
