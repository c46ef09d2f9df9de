namespace Spalt.BlogSettings;

/// <summary>What stands above each of these pages.</summary>
/// <param name="Tab">Its tab's path below <c>/-/write/{blog}</c>.</param>
/// <param name="Heading">What the page is about.</param>
internal sealed record SettingsTop(BlogForm Page, string Tab, string Heading);
