using System.Globalization;
using Spalt.Language;
using Spalt.Networks;
using Spalt.Reading;

namespace Spalt.Audit;

/// <summary>A line of the log as people read it, in the current language.</summary>
internal sealed record AuditLine(AuditEntry Entry)
{
    public string Who => Entry switch
    {
        { ActorId: null, Actor: "" } => Texts.Say("Audit.Program"),
        { ActorId: null, Actor: "terminal" } => Texts.Say("Audit.Terminal"),
        _ => Entry.Actor,
    };

    /// <summary>What follows after the name: <c>publicerade inlägget ”Isen bär”</c>.</summary>
    public string Did => Texts.Find($"Audit.Did.{Entry.Kind}.{Entry.Verb}", Entry.Subject) ?? Texts.Say("Audit.Did." + Entry.Verb, KindOf(Entry.Kind), Entry.Subject);

    public string When(NetworkFace network) => Dates.DayAndTime(network, Entry.At);

    /// <summary>The changed properties: what each is called, and what it was and is; dashes for nothing.</summary>
    public IEnumerable<(string Name, string Before, string After)> Changes(NetworkFace network)
    {
        var (before, after) = (AuditValues.Read(Entry.Before), AuditValues.Read(Entry.After));
        return before.Keys.Union(after.Keys, StringComparer.Ordinal).Select(name => (
            PropertyOf(name), Value(network, name, before.GetValueOrDefault(name)), Value(network, name, after.GetValueOrDefault(name))));
    }

    public static string KindOf(string kind) => Texts.Find("Audit.Kind." + kind) ?? kind;

    /// <summary>What people call a property; the program's own word where nobody has given it another.</summary>
    public static string PropertyOf(string name) => Texts.Find("Audit.Property." + name) ?? name;

    private static string Value(NetworkFace network, string name, string? value) => value switch
    {
        null or "" => "–",
        "True" => Texts.Say("Audit.Yes"),
        "False" => Texts.Say("Audit.No"),
        [.., 'Z'] when DateTimeOffset.TryParseExact(value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => Dates.DayAndTime(network, at),
        _ when name.EndsWith("Role", StringComparison.Ordinal) => Texts.Find("Role." + value) ?? value,
        _ when name == "State" => Texts.Find("Audit.State." + value) ?? value,
        _ => value,
    };
}
