using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Spalt.Language;

namespace Spalt;

/// <summary>What the world refused to a verb (a file, a folder, the database, a setting), in words for the operator: which one, and what to do.</summary>
internal static partial class Faults
{
    // errno (Linux, asm-generic/errno-base.h), which .NET hands on where it has no exception of its own.
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;

    /// <summary>Null for what has no explanation but a bug.</summary>
    public static string? Explain(Exception error, Installation installation) => installation.Database.Explain(error) ?? error switch
    {
        Store.SchemaException or OptionsValidationException => error.Message,
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } when Setting().Match(error.Message) is { Success: true } setting =>
            Texts.Command("Settings.BadValue", setting.Groups["name"].Value, setting.Groups["value"].Value),
        UnauthorizedAccessException => Texts.Command("File.Denied", PathIn(error), Environment.UserName),
        FileNotFoundException or DirectoryNotFoundException => Texts.Command("File.Missing", PathIn(error)),
        IOException { HResult: ReadOnlyFileSystem } => Texts.Command("File.ReadOnly", PathIn(error)),
        IOException { HResult: NoSpace } => Texts.Command("File.NoSpace", PathIn(error)),
        IOException => Texts.Command("File.Failed", error.Message),
        _ => null,
    };

    /// <summary>Somebody else's file: its permissions are all there is to say of it.</summary>
    /// <param name="file">The file that was asked for, where the error names none.</param>
    public static string Denied(UnauthorizedAccessException error, string file) =>
        Texts.Command("File.Unreadable", Quoted().Match(error.Message) is { Success: true } path ? path.Groups["path"].Value : file, Environment.UserName);

    private static string PathIn(Exception error) => Quoted().Match(error.Message) is { Success: true } path ? path.Groups["path"].Value : error.Message;

    [GeneratedRegex("'(?<path>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("'(?<value>[^']*)' at '(?<name>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}
