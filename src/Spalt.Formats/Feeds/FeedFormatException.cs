namespace Spalt.Formats.Feeds;

/// <summary>The bytes are no feed that <see cref="FeedReader"/> knows; the message says what was looked for and what was there.</summary>
public sealed class FeedFormatException(string message, Exception? cause = null) : Exception(message, cause);
