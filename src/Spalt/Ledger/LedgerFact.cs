namespace Spalt.Ledger;

/// <summary>Something that the newspaper will have to account for: what happened, without a word about who anybody is; and that apart.</summary>
/// <param name="Kind">What happened, one lower-case word: <c>decision</c>.</param>
/// <param name="Data">Names and values in the order in which they are written: text, numbers, truth, bytes (as hex), instants, enums.</param>
public sealed record LedgerFact(long NetworkId, string Kind, DateTimeOffset At, params IReadOnlyList<(string Name, object? Value)> Data)
{
    /// <summary>What is known of people: the line holds a commitment to it only, so that it can be erased and the chain still holds.</summary>
    public IReadOnlyList<LedgerPerson> People { get; init; } = [];
}

/// <summary>What a line knows of one person.</summary>
/// <param name="Part">As what they are in it, one lower-case word: <c>by</c>, <c>writer</c>.</param>
/// <param name="AccountId">By which it is found when they want to be forgotten.</param>
/// <param name="Email">The same, for whoever has no account.</param>
public sealed record LedgerPerson(string Part, long? AccountId, string? Email, params IReadOnlyList<(string Name, object? Value)> Data);
