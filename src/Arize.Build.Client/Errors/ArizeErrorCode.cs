namespace Arize.Build.Client;

/// <summary>
/// The codes of the errors that the client reports. 1xxx are settings, found before any request; 2xxx come from the service or the
/// network in between; 3xxx are about a run.
/// </summary>
public static class ArizeErrorCode
{
    /// <summary>A setting is missing. An empty value counts as missing.</summary>
    public const string Missing = "ARIZE1001";

    /// <summary>Two settings exclude each other.</summary>
    public const string Exclusive = "ARIZE1002";

    /// <summary>A setting does not fit the type of the task (an evaluation or a RUN_EXPERIMENT task).</summary>
    public const string WrongForTaskType = "ARIZE1003";

    /// <summary>A number is not a number, or out of its range.</summary>
    public const string Number = "ARIZE1004";

    /// <summary>A duration cannot be read, or is out of its range.</summary>
    public const string Duration = "ARIZE1005";

    /// <summary>The API key is missing or unusable. The message never shows it.</summary>
    public const string ApiKey = "ARIZE1006";

    /// <summary>The API key may not be sent to this host, or TLS settings are unsafe.</summary>
    public const string Host = "ARIZE1007";

    /// <summary>A value is not of the form its setting needs: an id, a time, a choice, a JSON file.</summary>
    public const string Value = "ARIZE1009";

    /// <summary>A request would be larger than allowed, and was not sent.</summary>
    public const string TooLarge = "ARIZE1011";

    /// <summary>The service refused the API key (HTTP 401), or the key may not do this (HTTP 403).</summary>
    public const string Authentication = "ARIZE2001";

    /// <summary>No such resource, or not visible to this key; the service answers both alike (HTTP 404).</summary>
    public const string NotFound = "ARIZE2002";

    /// <summary>A name matches more than one resource.</summary>
    public const string Ambiguous = "ARIZE2003";

    /// <summary>Too many requests (HTTP 429), and the wait the service asks for does not fit the time left.</summary>
    public const string RateLimited = "ARIZE2004";

    /// <summary>The service could not be reached, or failed (HTTP 5xx), until the retries ran out.</summary>
    public const string Service = "ARIZE2005";

    /// <summary>The answer is not the service's: a redirect, a login page, a page of HTML.</summary>
    public const string Intercepted = "ARIZE2006";

    /// <summary>The service answered something that its contract does not allow, such as a run without a status.</summary>
    public const string UnexpectedAnswer = "ARIZE2007";

    /// <summary>The service refused the request as it stands (HTTP 400, 409, 422 and other 4xx).</summary>
    public const string Rejected = "ARIZE2008";

    /// <summary>TLS or the proxy refuses the connection, and trying again would not help.</summary>
    public const string Connection = "ARIZE2009";

    /// <summary>A run did not end within the time allowed.</summary>
    public const string Timeout = "ARIZE3001";
}
