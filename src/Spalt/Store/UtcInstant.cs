using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Spalt.Store;

/// <summary>The one conversion of instants: UTC, whole microseconds (what PostgreSQL keeps), so that both databases give back the same.</summary>
internal sealed class UtcInstant() : ValueConverter<DateTimeOffset, DateTime>(
    at => Whole(at.UtcDateTime),
    at => new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)))
{
    internal static DateTime Whole(DateTime at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
