using System.CommandLine;
using System.Data.Common;
using Microsoft.Extensions.Options;
using Spalt.Language;

namespace Spalt;

/// <summary>What every verb has in common: the data folder, one line on standard error when it fails, an exit code that tells.</summary>
internal static class CommandLine
{
    public const int Failed = 1;

    /// <summary>The input is not what it should be.</summary>
    public const int BadInput = 2;

    private static readonly Option<string> Data = new("--data")
    {
        Description = Texts.Command("Option.Data"),
        HelpName = "DIR",
        DefaultValueFactory = _ => "./data",
        Recursive = true,
    };

    public static async Task<int> RunAsync(string[] args, params Command[] verbs)
    {
        var root = new RootCommand(Texts.Command("Root")) { Data };
        foreach (var verb in verbs)
        {
            root.Add(verb);
        }

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Complain(Texts.Command("Misused", string.Join(' ', parsed.Errors.Select(e => e.Message))), BadInput);
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (CommandException error)
        {
            return Complain(error.Message, error.ExitCode);
        }
        catch (OperationCanceledException)
        {
            return Complain(Texts.Command("Cancelled"), 130);
        }
        catch (Exception error) when (error is DbException or Store.SchemaException or IOException or UnauthorizedAccessException or OptionsValidationException)
        {
            return Complain(error.Message, Failed);
        }
#pragma warning disable CA1031 // The edge of the program: whatever else is wrong is one line too, with what a report of it needs.
        catch (Exception error)
        {
            return Complain(Texts.Command("Bug", error.GetType().Name, (error.GetBaseException() as DbException ?? error).Message), Failed);
        }
#pragma warning restore CA1031
    }

    /// <summary>Gives a verb its work: the installation it was called on, what was parsed, and a token that Ctrl-C cancels.</summary>
    public static Command Does(this Command verb, Func<Installation, ParseResult, CancellationToken, Task> work)
    {
        verb.SetAction(async (parsed, cancel) =>
        {
            await work(Installation.At(parsed.GetValue(Data)!), parsed, cancel);
            return 0;
        });
        return verb;
    }

    public static Option<T> Option<T>(string name, string helpName, string description, bool required = false) =>
        new(name) { HelpName = helpName, Description = Texts.Command(description), Required = required };

    private static int Complain(string message, int exitCode)
    {
        Console.Error.WriteLine("spalt: " + message.ReplaceLineEndings(" "));
        return exitCode;
    }
}

/// <summary>A verb cannot do what it was asked; the message says why and what would help, in one line.</summary>
public sealed class CommandException(string message, int exitCode = CommandLine.Failed) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
