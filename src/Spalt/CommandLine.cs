using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Data.Common;
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
        DefaultValueFactory = _ => Installation.UsualFolder,
        Recursive = true,
    };

    public static async Task<int> RunAsync(string[] args, params Command[] verbs)
    {
        var root = new RootCommand(Texts.Command("Root")) { Data };
        foreach (var verb in verbs)
        {
            root.Add(verb);
        }

        try
        {
            var parsed = Parse(args);
            if (parsed.Action is HelpAction)
            {
                Console.Out.Write(ParserWords.Help(parsed));
                return 0;
            }

            if (parsed.CommandResult.Command is { Action: null, Subcommands.Count: > 0 } && parsed.UnmatchedTokens.Count == 0 && parsed.Action is ParseErrorAction)
            {
                // A verb is missing. Whoever typed this wants to know which there are; a script that lost its verb must not go on.
                Console.Out.Write(ParserWords.Help(Parse([.. args, "--help"])));
                return BadInput;
            }

            return parsed.Errors.Count > 0
                ? Complain(Texts.Command("Misused", ParserWords.Complaints(parsed)), BadInput)
                : await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (CommandException error)
        {
            return error.IsTold ? error.ExitCode : Complain(error.Message, error.ExitCode);
        }
        catch (OperationCanceledException)
        {
            return Complain(Texts.Command("Cancelled"), 130);
        }
#pragma warning disable CA1031 // The edge of the program: whatever else is wrong is one line too, with what a report of it needs.
        catch (Exception error)
        {
            return Complain(Texts.Command("Bug", error.GetType().Name, (error.GetBaseException() as DbException ?? error).Message), Failed);
        }
#pragma warning restore CA1031

        // A value that begins with @ is a value, not a file of more arguments.
        ParseResult Parse(string[] words) => root.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
    }

    /// <summary>Gives a verb its work: the installation it was called on, what was parsed, and a token that Ctrl-C cancels.</summary>
    public static Command Does(this Command verb, Func<Installation, ParseResult, CancellationToken, Task> work)
    {
        verb.SetAction(async (parsed, cancel) =>
        {
            var installation = Installation.At(parsed.GetValue(Data)!);
            try
            {
                await work(installation, parsed, cancel);
                return 0;
            }
            catch (Exception error) when (error is not (CommandException or OperationCanceledException) && Faults.Explain(error, installation) is { } explained)
            {
                throw new CommandException(explained);
            }
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

    /// <summary>Whether the verb has said itself what was wrong.</summary>
    public bool IsTold { get; private init; }

    public static CommandException AlreadyTold(int exitCode) => new("", exitCode) { IsTold = true };
}
