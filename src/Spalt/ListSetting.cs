namespace Spalt;

/// <summary>A setting of several values: one text with commas between them, or a list (in JSON <c>[…]</c>, in the environment <c>NAME__0</c> and on).</summary>
internal static class ListSetting
{
    /// <summary>What a list holds where a value should be, as whoever checks the values will name it.</summary>
    private const string NoText = "{…}";

    public static string[] Read(IConfiguration configuration, string name)
    {
        var section = configuration.GetSection(name);

        // An empty text is no value: so the environment can take back what a file says.
        var values = section.Value is { } text ? [text] : section.GetChildren().Select(child => child.Value ?? NoText);
        return [.. values.SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
    }
}
