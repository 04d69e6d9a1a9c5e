using System.Globalization;
using System.Security.Authentication;

namespace Arize.Build.Client.Http;

/// <summary>Turns what .NET reports of a failed exchange into one of our errors, and says whether it may be temporary.</summary>
internal static class TransportError
{
    public static ArizeException From(Exception? error, ApiRequest call, Uri baseUrl, TimeSpan? timedOutAfter, bool neverSent)
    {
        var host = baseUrl.Authority;
        var http = Chain(error).OfType<HttpRequestException>().FirstOrDefault();
        if (Chain(error).OfType<AuthenticationException>().FirstOrDefault() is { } tls)
            return Lasting(ArizeErrorCode.Connection, $"The TLS certificate of {host} is not trusted: {OneLine(tls.Message)}. "
                + "If a private certificate authority signed it, name its PEM file in ARIZE_SSL_CA_CERT.");
        if (http is { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: System.Net.HttpStatusCode.ProxyAuthenticationRequired })
            return Lasting(ArizeErrorCode.Connection, $"The proxy on the way to {host} demands a user and a password (407). "
                + "Put them into the URL of HTTPS_PROXY or ARIZE_PROXY_URL.");
        if (http?.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
            return Lasting(ArizeErrorCode.UnexpectedAnswer, $"{call}: the answer is longer than 16 MiB, which is the maximum, or its headers are too long.", tooLong: true);
        var why = timedOutAfter is { } limit
            ? string.Create(CultureInfo.InvariantCulture, $"no whole answer within {limit.TotalSeconds:0.###} s")
            : OneLine(Chain(error).LastOrDefault()?.Message ?? "no answer");
        return new ArizeException(new ArizeDiagnostic(ArizeErrorCode.Service, $"{host} cannot be reached for {call}: {why}."), error)
        {
            IsTransient = true,
            NeverSent = neverSent,
        };

        ArizeException Lasting(string code, string message, bool tooLong = false) => new(new ArizeDiagnostic(code, message), error) { NeverSent = neverSent, TooLong = tooLong };
    }

    /// <summary>Some messages of .NET end in a full stop and some do not; ours add one.</summary>
    static string OneLine(string message) => RemoteText.OneLine(message, 300).TrimEnd('.');

    static IEnumerable<Exception> Chain(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
            yield return error;
    }
}
