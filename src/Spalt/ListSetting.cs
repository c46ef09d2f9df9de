namespace Spalt;

/// <summary>A setting of several values: one text with commas between them, or a list (in JSON <c>[…]</c>, in the environment <c>NAME__0</c> and on).</summary>
internal static class ListSetting
{
    /// <summary>What a list holds where a value should be, as whoever checks the values will name it.</summary>
    private const string NoText = "{…}";

    public static string[] Read(IConfiguration configuration, string name)
    {
        var section = configuration.GetSection(name);
        var values = string.IsNullOrWhiteSpace(section.Value) ? section.GetChildren().Select(child => child.Value ?? NoText) : [section.Value];
        return [.. values.SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
    }
}
