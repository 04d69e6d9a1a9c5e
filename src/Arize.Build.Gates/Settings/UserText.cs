using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Arize.Build.Client.Http;

namespace Arize.Build.Gates.Settings;

/// <summary>What is wrong in a text, and where.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in characters, from 1.</param>
/// <param name="Message">What is wrong, and the way to correct it.</param>
/// <param name="IsOfWholeFile">True if what follows would be the same problem again.</param>
internal readonly record struct TextProblem(int Line, int Column, string Message, bool IsOfWholeFile = false);

/// <summary>
/// Text files that users write. They are UTF-8 to the last byte: a decoder that replaces what it cannot read would have something
/// evaluated that the application never answered.
/// </summary>
internal static class UserText
{
    const string SaveAs = "Save the file as UTF-8.";

    /// <summary>A line of a text.</summary>
    /// <param name="Number">Its number, from 1.</param>
    /// <param name="Utf8">Its bytes, without the line end; empty if they are not UTF-8.</param>
    /// <param name="Problem">Why it cannot be read; null if it can.</param>
    public readonly record struct Line(int Number, ReadOnlyMemory<byte> Utf8, TextProblem? Problem);

    /// <summary>The text without its byte order mark.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> text) => text.StartsWith(Encoding.UTF8.Preamble) ? text[3..] : text;

    /// <summary>The first place of a text that is not UTF-8; null if there is none.</summary>
    /// <param name="text">A whole text, or one of its lines.</param>
    /// <param name="line">The number of its first line.</param>
    public static TextProblem? Problem(ReadOnlySpan<byte> text, int line = 1)
    {
        if (line == 1 && OtherEncoding(text) is { } encoding)
            return new(1, 1, $"This file is {encoding}. {SaveAs}", IsOfWholeFile: true);
        if (Utf8.IsValid(text))
            return null;
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var used) == OperationStatus.Done)
            at += used;
        var (found, column) = Place(text, at);
        return new(line + found - 1, column, string.Create(CultureInfo.InvariantCulture,
            $"The byte 0x{text[at]:X2} is not UTF-8{(text[at] >= 0xA0 ? $" (in Latin-1 it is '{(char)text[at]}')" : "")}. {SaveAs}"));
    }

    /// <summary>Reads the lines of a file one after the other. LF, CR LF and CR end a line.</summary>
    /// <param name="stream">The file.</param>
    public static IEnumerable<Line> Lines(Stream stream)
    {
        var (buffer, line) = (new byte[81920], new ArrayBufferWriter<byte>(4096));
        var (number, afterReturn) = (0, false);
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            for (var start = afterReturn && buffer[0] == '\n' ? 1 : 0; start < read;)
            {
                var length = buffer.AsSpan(start, read - start).IndexOfAny((byte)'\n', (byte)'\r');
                line.Write(buffer.AsSpan(start, length < 0 ? read - start : length));
                afterReturn = length >= 0 && buffer[start + length] == '\r';
                if (length < 0)
                    break;
                yield return Next(line, ++number);
                start += length + 1;
                if (afterReturn && start < read && buffer[start] == '\n')
                    (start, afterReturn) = (start + 1, false);
            }
        if (line.WrittenCount > 0)
            yield return Next(line, ++number);
    }

    static Line Next(ArrayBufferWriter<byte> bytes, int number)
    {
        var text = bytes.WrittenSpan;
        var problem = Problem(text, number);
        var line = new Line(number, problem is null ? (number == 1 ? WithoutMark(text) : text).ToArray() : default, problem);
        bytes.ResetWrittenCount();
        return line;
    }

    /// <summary>From an offset in bytes to a line and a column in characters, both from 1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="offset">The offset.</param>
    public static (int Line, int Column) Place(ReadOnlySpan<byte> text, int offset)
    {
        var before = text[..offset];
        var start = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[start..]) + 1);
    }

    /// <summary>The text of a string or of a member's name.</summary>
    /// <param name="json">The reader, at it.</param>
    /// <param name="problem">What keeps it from being a text: where in it, and why; null if nothing does.</param>
    public static string Of(in Utf8JsonReader json, out (int Offset, string Message)? problem)
    {
        problem = json.ValueIsEscaped ? Half(json.ValueSpan) : null;
        return problem is null ? json.GetString()! : "";
    }

    /// <summary>The first escape that is half of a character.</summary>
    static (int, string)? Half(ReadOnlySpan<byte> text)
    {
        const int Length = Utf8Repair.EscapeLength;
        for (var at = 0; text[at..].IndexOf((byte)'\\') is >= 0 and var next;)
        {
            at += next;
            var unit = Utf8Repair.Escaped(text[at..]);
            var isPair = unit is { } high && char.IsHighSurrogate(high) && Utf8Repair.Escaped(text[(at + Length)..]) is { } low && char.IsLowSurrogate(low);
            if (!isPair && unit is { } alone && char.IsSurrogate(alone))
                return (at, $"{Encoding.UTF8.GetString(text.Slice(at, Length))} is half of a character. A text was cut within one, such as an emoji: "
                    + "cut it between characters, or leave the half out.");
            at += isPair ? 2 * Length : unit is null ? 2 : Length;
        }
        return null;
    }

    /// <summary>Why a text is not JSON, without what is only meant for programmers.</summary>
    /// <param name="e">What the JSON reader threw.</param>
    public static string Reason(JsonException e)
    {
        if (e.Message.StartsWith("Expected depth to be zero", StringComparison.Ordinal))
            return "It ends before a brace or bracket is closed.";
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? e.Message : e.Message[..end]).Replace(" Change the reader options.", "", StringComparison.Ordinal);
    }

    static string? OtherEncoding(ReadOnlySpan<byte> text) =>
        text.StartsWith(Encoding.UTF32.Preamble) || text.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]) ? "UTF-32"
        : text.StartsWith(Encoding.Unicode.Preamble) || text.StartsWith(Encoding.BigEndianUnicode.Preamble) || IsHalfZero(text)
            ? "UTF-16, which Windows PowerShell writes unless told otherwise" : null;

    /// <summary>UTF-16 without a byte order mark: every second byte of what JSON begins with is 0.</summary>
    static bool IsHalfZero(ReadOnlySpan<byte> text) => text.Length >= 2 && (text[0] == 0) != (text[1] == 0);
}
